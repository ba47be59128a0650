package io.millrace.format;

import io.millrace.data.Prediction;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A {@link Prediction}. */
public enum PredictionCodec implements Codec<Prediction> {
    INSTANCE;

    @Override
    public String id() {
        return "prediction";
    }

    @Override
    public Class<Prediction> type() {
        return Prediction.class;
    }

    @Override
    public void write(Prediction prediction, DataOutput out) throws IOException {
        Wire.writeString(prediction.key(), out);
        Wire.writeString(prediction.id(), out);
        out.writeInt(prediction.partition());
        out.writeLong(prediction.offset());
        out.writeLong(prediction.eventTime());
        Wire.writeDoubles(prediction.values(), out);
        out.writeInt(prediction.decision());
        out.writeDouble(prediction.label());
    }

    @Override
    public Prediction read(DataInput in) throws IOException {
        return new Prediction(
                Wire.readString(in),
                Wire.readNullableString(in),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                Wire.required(Wire.readNullableDoubles(in)),
                in.readInt(),
                in.readDouble());
    }

    @Override
    public Prediction copy(Prediction prediction) {
        return prediction;
    }

    @Override
    public boolean immutable() {
        return true;
    }
}
