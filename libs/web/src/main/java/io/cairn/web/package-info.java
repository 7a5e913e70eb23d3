/** What the services share at their HTTP edge: access, problems, pages, correlation. */
@NullMarked
package io.cairn.web;

import org.jspecify.annotations.NullMarked;
