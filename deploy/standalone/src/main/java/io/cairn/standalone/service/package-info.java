/** The services as processes: how they are started, watched, started again and stopped. */
@NullMarked
package io.cairn.standalone.service;

import org.jspecify.annotations.NullMarked;
