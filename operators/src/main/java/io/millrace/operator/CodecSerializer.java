package io.millrace.operator;

import io.millrace.data.Page;
import io.millrace.format.Codec;
import io.millrace.format.CorruptBytesException;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Flink's serializer over one of our {@link Codec}s: no reflection, no Kryo, no Java serialization.
 *
 * @param <T> what is written
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {

    private final Codec<T> codec;

    public CodecSerializer(Codec<T> codec) {
        this.codec = codec;
    }

    Codec<T> codec() {
        return codec;
    }

    @Override
    public boolean isImmutableType() {
        return codec.immutable();
    }

    /** Codecs have no state, so one instance serves every thread. */
    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    /** Nothing: no value is reused, so none is needed to begin with. */
    @Override
    @SuppressWarnings("NullAway") // what Flink's own serializers of final types answer
    public @Nullable T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        return codec.copy(from);
    }

    @Override
    public T copy(T from, T reuse) {
        return codec.copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        codec.write(value, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        try {
            return codec.read(source);
        } catch (CorruptBytesException e) {
            throwIfPage(e);
            throw e;
        }
    }

    /**
     * Pages come from checkpoints alone, and a damaged one would fail each restart anew. A stream
     * that ends before a page begins says nothing of the page: Flink is told of it as it expects.
     */
    private void throwIfPage(CorruptBytesException e) {
        if (codec.type() == Page.class) {
            throw new UnrecoverableException(
                    "the checkpoint or savepoint to restore is damaged: "
                            + e.getMessage()
                            + ". Start the job from an older one",
                    e);
        }
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        codec.write(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new CodecSerializerSnapshot<>(codec);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CodecSerializer<?> that && codec.equals(that.codec);
    }

    @Override
    public int hashCode() {
        return codec.hashCode();
    }
}
