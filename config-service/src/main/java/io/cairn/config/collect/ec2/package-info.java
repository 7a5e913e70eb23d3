/** Instances, volumes and networks: one list call each, and no call more. */
@NullMarked
package io.cairn.config.collect.ec2;

import org.jspecify.annotations.NullMarked;
