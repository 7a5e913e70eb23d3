/**
 * Discovery of an account of thousands of resources, served by recorded AWS answers on this
 * machine.
 */
@NullMarked
package io.cairn.bench.discovery;

import org.jspecify.annotations.NullMarked;
