/**
 * How most types are read: as declarations over the AWS SDK's own models. {@link
 * io.cairn.config.collect.sdk.SdkTypeBuilder} writes one down, {@link
 * io.cairn.config.collect.sdk.SdkCollector} carries it out; types with a spelling of their own use
 * the mapper and the draft alone.
 */
@NullMarked
package io.cairn.config.collect.sdk;

import org.jspecify.annotations.NullMarked;
