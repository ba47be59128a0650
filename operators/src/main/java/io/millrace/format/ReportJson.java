package io.millrace.format;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.data.Report;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reports as JSON, one object each:
 *
 * <pre>{@code
 * {"key":"","kind":"count","from":0,"to":1000,"samples":1000,
 *  "counts":{"in":1003,"learned":1000,"pending":0,"masked":0,"deadLettered":{"empty":3}},
 *  "metrics":{"accuracy":0.8,...},"baselines":{"noChange":{"accuracy":0.7,...},...},
 *  "cumulative":{...},"fading":{...},"classes":{"no":790,"yes":210},"confusion":[[...],[...]]}
 * }</pre>
 *
 * <p>Kinds are {@code count}, {@code eventTime}, {@code cumulative}. Fields and metrics come in a
 * fixed order, so equal reports are equal bytes. Numbers are the shortest decimals that read back
 * to the same bits. Metrics that are undefined are not there; the confusion is null where it is not
 * kept.
 */
public final class ReportJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    // Nothing may be null but the confusion.
                    .withConfigOverride(
                            long[][].class,
                            type -> type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SET)))
                    .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL))
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addMixIn(Report.Kind.class, CamelCase.class)
                    .build();

    @EnumNaming(EnumNamingStrategies.CamelCaseStrategy.class)
    private interface CamelCase {}

    private ReportJson() {}

    /** The report as UTF-8. */
    public static byte[] write(Report report) {
        try {
            return MAPPER.writeValueAsBytes(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The report that was written; fields that this version does not know are ignored.
     *
     * @throws IOException if it is not JSON or not a report; says where
     */
    public static Report read(byte[] json) throws IOException {
        return MAPPER.readValue(json, Report.class);
    }
}
