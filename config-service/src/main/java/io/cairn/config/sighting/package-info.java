/**
 * Sightings: by which names and ARNs collectors know resources, since when, and how many complete
 * lists in a row have lacked them. Events name resources by these, and deletions are judged by
 * them.
 */
@NullMarked
package io.cairn.config.sighting;

import org.jspecify.annotations.NullMarked;
