package io.millrace.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one file of {@link SafeTensors} that may come from anyone. */
final class SafeTensorsReader {

    /** What the format's own reader allows. */
    private static final int LONGEST_HEADER = 100_000_000;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final ByteBuffer file;

    /** Where the numbers of an array lie, counted from the end of the header. */
    private record Extent(String name, ArrayType type, long begin, long end) {}

    SafeTensorsReader(byte[] file) {
        this.file = SafeTensors.littleEndian(file);
    }

    SafeTensors read() throws CorruptBytesException {
        JsonNode header = parse(headerText());
        ByteBuffer numbers = file.slice().order(file.order());
        Map<String, String> metadata = metadata(header.get(SafeTensors.METADATA));
        List<Extent> extents = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals(SafeTensors.METADATA)) {
                extents.add(extent(entry.getKey(), entry.getValue(), numbers.limit()));
            }
        }
        requireCover(extents, numbers.limit());
        Map<String, Object> tensors = new LinkedHashMap<>();
        for (Extent extent : extents) {
            int length = (int) (extent.end - extent.begin) / extent.type.bytes;
            numbers.position((int) extent.begin);
            tensors.put(extent.name, extent.type.get(numbers, length));
        }
        return new SafeTensors(metadata, tensors);
    }

    private String headerText() throws CorruptBytesException {
        if (file.remaining() < Long.BYTES) {
            throw new CorruptBytesException("a file of " + file.remaining() + " bytes");
        }
        long length = file.getLong();
        if (length < 0 || length > Math.min(file.remaining(), LONGEST_HEADER)) {
            throw new CorruptBytesException(
                    "a header of "
                            + Long.toUnsignedString(length)
                            + " bytes with "
                            + file.remaining()
                            + " bytes left");
        }
        ByteBuffer header = file.slice().limit((int) length);
        file.position(file.position() + (int) length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(header).toString();
        } catch (CharacterCodingException e) {
            throw new CorruptBytesException("a header that is not UTF-8");
        }
    }

    private static JsonNode parse(String text) throws CorruptBytesException {
        try {
            JsonNode header = MAPPER.readTree(text);
            if (!text.startsWith("{") || !header.isObject()) {
                throw new CorruptBytesException("a header that is not a JSON object");
            }
            return header;
        } catch (JsonProcessingException e) {
            throw new CorruptBytesException("a header that is not JSON: " + e.getOriginalMessage());
        }
    }

    private static Map<String, String> metadata(@Nullable JsonNode node)
            throws CorruptBytesException {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (node == null) {
            return metadata;
        }
        if (!node.isObject()) {
            throw new CorruptBytesException("metadata that is not a JSON object");
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new CorruptBytesException(
                        "metadata '" + entry.getKey() + "' that is not a text");
            }
            metadata.put(entry.getKey(), entry.getValue().textValue());
        }
        return metadata;
    }

    private static Extent extent(String name, JsonNode entry, int limit)
            throws CorruptBytesException {
        ArrayType type = type(name, entry.path(SafeTensors.DTYPE));
        JsonNode offsets = entry.path(SafeTensors.OFFSETS);
        if (!offsets.isArray() || offsets.size() != 2) {
            throw malformed(name, "needs two data_offsets");
        }
        long begin = whole(name, offsets.get(0));
        long end = whole(name, offsets.get(1));
        if (begin > end || end > limit) {
            throw malformed(name, "lies at " + begin + " to " + end + " of " + limit + " bytes");
        }
        long bytes = end - begin;
        long elements = elements(name, entry.path(SafeTensors.SHAPE));
        if (bytes % type.bytes != 0 || elements != bytes / type.bytes) {
            throw malformed(name, "has a shape that does not match its " + bytes + " bytes");
        }
        return new Extent(name, type, begin, end);
    }

    private static ArrayType type(String name, JsonNode dtype) throws CorruptBytesException {
        for (ArrayType type : ArrayType.values()) {
            if (SafeTensors.dtype(type).equals(dtype.textValue())) {
                return type;
            }
        }
        throw malformed(name, "has a dtype other than F32, F64, I32 and I64");
    }

    private static long elements(String name, JsonNode shape) throws CorruptBytesException {
        if (!shape.isArray()) {
            throw malformed(name, "has no shape");
        }
        try {
            long elements = 1;
            for (JsonNode dimension : shape) {
                elements = Math.multiplyExact(elements, whole(name, dimension));
            }
            return elements;
        } catch (ArithmeticException e) {
            throw malformed(name, "has a shape beyond all bounds");
        }
    }

    private static long whole(String name, JsonNode node) throws CorruptBytesException {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw malformed(name, "has a length or place that is not a whole number");
        }
        return node.longValue();
    }

    /** Without gap or overlap, as the format asks: a file has one reading. */
    private static void requireCover(List<Extent> extents, int limit) throws CorruptBytesException {
        List<Extent> sorted = new ArrayList<>(extents);
        sorted.sort(Comparator.comparingLong(Extent::begin).thenComparingLong(Extent::end));
        long covered = 0;
        for (Extent extent : sorted) {
            if (extent.begin != covered) {
                throw malformed(extent.name, "begins at " + extent.begin + ", not at " + covered);
            }
            covered = extent.end;
        }
        if (covered != limit) {
            throw new CorruptBytesException(
                    "arrays that end at " + covered + " of " + limit + " bytes");
        }
    }

    private static CorruptBytesException malformed(String name, String what) {
        return new CorruptBytesException("array '" + name + "' " + what);
    }
}
