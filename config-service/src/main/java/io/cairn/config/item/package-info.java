/**
 * Configuration items: what a resource looked like at an instant, in AWS Config's own form. This
 * feature owns the tables of items and relationships and tells of each new item on {@code
 * config.item.recorded.v1}.
 */
@NullMarked
package io.cairn.config.item;

import org.jspecify.annotations.NullMarked;
