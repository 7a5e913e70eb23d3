/**
 * What is open to everybody: the state of the suite, the OpenAPI document, its browser, and one
 * small page. They show states and documents, never data.
 */
@NullMarked
package io.cairn.gateway.page;

import org.jspecify.annotations.NullMarked;
