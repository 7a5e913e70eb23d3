package io.cairn.web.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The AWS action under which a REST operation is authorised, {@code cloudtrail:LookupEvents}. An
 * operation without one is refused to everybody; the OpenAPI document carries it as {@code
 * x-aws-action}, from which the gateway learns it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AwsAction {
  /** Service prefix, colon, operation, as the service authorization reference spells them. */
  String value();
}
