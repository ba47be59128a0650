package io.millrace.operator;

import io.millrace.format.Codec;
import io.millrace.format.Codecs;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What a savepoint remembers of a {@link CodecSerializer}: the id of its codec. The formats carry
 * their own versions, so a newer release reads the state of an older one without migration.
 *
 * @param <T> what the serializer writes
 */
public final class CodecSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

    private static final int VERSION = 1;

    private @Nullable Codec<T> codec;

    /** For Flink, which reads the rest by {@link #readSnapshot}. */
    public CodecSerializerSnapshot() {}

    CodecSerializerSnapshot(Codec<T> codec) {
        this.codec = codec;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(codec().id());
    }

    @Override
    @SuppressWarnings("unchecked") // checked when the state is registered: the ids must be equal
    public void readSnapshot(int version, DataInputView in, ClassLoader classLoader)
            throws IOException {
        if (version != VERSION) {
            throw new IOException(
                    "a serializer snapshot of version "
                            + version
                            + "; this release reads "
                            + VERSION);
        }
        String id = in.readUTF();
        codec =
                (Codec<T>)
                        Codecs.byId(id)
                                .orElseThrow(
                                        () -> new IOException("no codec is called '" + id + "'"));
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return new CodecSerializer<>(codec());
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> old) {
        return old instanceof CodecSerializerSnapshot<T> that && codec().equals(that.codec())
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }

    private Codec<T> codec() {
        if (codec == null) {
            throw new IllegalStateException("the snapshot was not read yet");
        }
        return codec;
    }
}
