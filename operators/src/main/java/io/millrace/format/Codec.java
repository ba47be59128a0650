package io.millrace.format;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * Writes values of one type as bytes and reads them back, to the bit. Codecs are singletons without
 * state, found by their {@link #id()} in {@link Codecs}.
 *
 * @param <T> what is written
 */
public interface Codec<T> extends Serializable {

    /** The stable name of this codec: a savepoint refers to it. */
    String id();

    Class<T> type();

    void write(T value, DataOutput out) throws IOException;

    /**
     * @throws IOException if the bytes are none that {@link #write} makes; what is allocated before
     *     that is bounded by the number of bytes there are
     */
    T read(DataInput in) throws IOException;

    /** A value that later changes of the given one do not reach: itself, if it cannot change. */
    T copy(T value);

    /** Whether no value of this type changes after it was made. */
    boolean immutable();
}
