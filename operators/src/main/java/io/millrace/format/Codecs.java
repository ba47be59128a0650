package io.millrace.format;

import java.util.List;
import java.util.Optional;

/** All codecs there are. */
public final class Codecs {

    private static final List<Codec<?>> ALL =
            List.of(
                    PageCodec.INSTANCE,
                    EventCodec.INSTANCE,
                    SnapshotCodec.INSTANCE,
                    RawRecordCodec.INSTANCE,
                    DeadLetterCodec.INSTANCE,
                    ReportCodec.INSTANCE,
                    PredictionCodec.INSTANCE);

    private Codecs() {}

    /** The codec of that {@link Codec#id()}, if there is one. */
    public static Optional<Codec<?>> byId(String id) {
        for (Codec<?> codec : ALL) {
            if (codec.id().equals(id)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }
}
