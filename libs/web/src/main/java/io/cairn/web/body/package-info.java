/**
 * JSON bodies of requests: read strictly, and what is wrong with one is said in the words of JSON
 * and of the operation, never in those of the parser. Owns no tables and no topics.
 */
@NullMarked
package io.cairn.web.body;

import org.jspecify.annotations.NullMarked;
