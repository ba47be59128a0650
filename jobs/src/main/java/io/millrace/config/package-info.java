/**
 * One typed, validated configuration: from YAML and overrides to the records that the rest is made
 * by.
 */
@NullMarked
package io.millrace.config;

import org.jspecify.annotations.NullMarked;
