/** How the services tell each other things over Kafka, and how nothing told is lost. */
@NullMarked
package io.cairn.messaging;

import org.jspecify.annotations.NullMarked;
