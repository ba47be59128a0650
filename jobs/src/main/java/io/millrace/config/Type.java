package io.millrace.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a key may hold: how to read it, write it, and tell people and editors about it.
 *
 * @param <T> the value in Java
 */
interface Type<T> {

    /** The value; null after reporting what is wrong with it. */
    @Nullable T read(YamlNode node, String key, Context context);

    /** The value as text, number, truth, list or map; null to leave its key out. */
    @Nullable Object write(T value);

    /** What is allowed, to go on with after "must be". */
    String allowed();

    /** The same as JSON Schema. */
    Map<String, Object> jsonSchema();
}
