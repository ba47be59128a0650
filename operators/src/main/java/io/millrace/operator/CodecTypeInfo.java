package io.millrace.operator;

import io.millrace.format.Codec;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Tells Flink to move and store a type by one of our {@link Codec}s.
 *
 * @param <T> the type
 */
public final class CodecTypeInfo<T> extends TypeInformation<T> {

    private final Codec<T> codec;

    public CodecTypeInfo(Codec<T> codec) {
        this.codec = codec;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return codec.type();
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new CodecSerializer<>(codec);
    }

    @Override
    public String toString() {
        return "CodecTypeInfo(" + codec.id() + ")";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CodecTypeInfo<?> that && codec.equals(that.codec);
    }

    @Override
    public int hashCode() {
        return codec.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof CodecTypeInfo;
    }
}
