package io.millrace.format;

import io.millrace.fuzz.FuzzTarget;
import java.util.Map;

/** All readers of this package. */
public final class FormatFuzz {

    public static final Map<String, FuzzTarget> TARGETS =
            Map.ofEntries(
                    Map.entry("json", RecordFuzz::json),
                    Map.entry("json-array", RecordFuzz::jsonArray),
                    Map.entry("csv", RecordFuzz::csv),
                    Map.entry("label", FieldFuzz::label),
                    Map.entry("time", FieldFuzz::time),
                    Map.entry("csv-file", CsvFileFuzz::rows),
                    Map.entry("csv-schema", CsvFileFuzz::schema),
                    Map.entry("event", CodecFuzz::events),
                    Map.entry("page", CodecFuzz::page),
                    Map.entry("page-body", CodecFuzz::bodyOfAPage),
                    Map.entry("tensors", ModelFuzz::tensors),
                    Map.entry("model", ModelFuzz::model));

    private FormatFuzz() {}
}
