/** What every service's OpenAPI document says alike: how requests fail, and the shared names. */
@NullMarked
package io.cairn.web.openapi;

import org.jspecify.annotations.NullMarked;
