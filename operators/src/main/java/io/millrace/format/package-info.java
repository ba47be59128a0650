/**
 * Bytes: the formats of samples that come in (JSON, CSV), of models and reports that go out, and of
 * pages in state. The only package that reads or writes bytes.
 */
@NullMarked
package io.millrace.format;

import org.jspecify.annotations.NullMarked;
