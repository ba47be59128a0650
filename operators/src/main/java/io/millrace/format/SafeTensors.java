package io.millrace.format;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Named arrays of numbers and some text in one file that many languages read: the safetensors
 * format (github.com/huggingface/safetensors).
 *
 * <pre>
 * u64 length of the header | header in JSON, padded with spaces | the numbers
 * header  {"__metadata__": {name: text, ...},
 *          name: {"dtype": "F32", "shape": [n], "data_offsets": [begin, end]}, ...}
 * </pre>
 *
 * All numbers are little-endian; offsets count from the end of the header and cover the rest of the
 * file without gap or overlap. Of the types, {@code F32}, {@code F64}, {@code I32} and {@code I64}
 * are known here. Arrays of any shape are read, flat; they are written with one dimension, the
 * types of eight bytes first, so that every number is aligned.
 *
 * @param metadata texts by name
 * @param tensors arrays ({@code float[]}, {@code double[]}, {@code int[]}, {@code long[]}) by name,
 *     in the order of the header
 */
public record SafeTensors(Map<String, String> metadata, Map<String, Object> tensors) {

    static final String METADATA = "__metadata__";
    static final String DTYPE = "dtype";
    static final String SHAPE = "shape";
    static final String OFFSETS = "data_offsets";
    private static final int ALIGNMENT = 8;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * @throws IllegalArgumentException if the file were larger than 2 GiB
     */
    public byte[] write() {
        ObjectNode header = MAPPER.createObjectNode();
        header.set(METADATA, MAPPER.valueToTree(metadata));
        tensors.forEach((name, array) -> header.set(name, describe(array)));
        List<Map.Entry<String, Object>> order = longestTypesFirst();
        long end = 0;
        for (Map.Entry<String, Object> tensor : order) {
            long begin = end;
            end += bytes(tensor.getValue());
            header.withObjectProperty(tensor.getKey()).putArray(OFFSETS).add(begin).add(end);
        }
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        long start = Long.BYTES + roundUp(json.length);
        if (start + end > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "a model of " + (start + end) + " bytes, more than 2 GiB");
        }
        byte[] file = new byte[(int) (start + end)];
        Arrays.fill(file, Long.BYTES + json.length, (int) start, (byte) ' ');
        ByteBuffer out = littleEndian(file).putLong(start - Long.BYTES).put(json);
        out.position((int) start);
        for (Map.Entry<String, Object> tensor : order) {
            ArrayType.of(tensor.getValue()).put(tensor.getValue(), out);
        }
        return file;
    }

    private List<Map.Entry<String, Object>> longestTypesFirst() {
        List<Map.Entry<String, Object>> order = new ArrayList<>(tensors.entrySet());
        order.sort(Comparator.comparing(tensor -> -ArrayType.of(tensor.getValue()).bytes));
        return order;
    }

    private static ObjectNode describe(Object array) {
        ArrayType type = ArrayType.of(array);
        ObjectNode entry = MAPPER.createObjectNode().put(DTYPE, dtype(type));
        entry.putArray(SHAPE).add(type.length(array));
        return entry;
    }

    private static long bytes(Object array) {
        ArrayType type = ArrayType.of(array);
        return (long) type.length(array) * type.bytes;
    }

    private static long roundUp(long length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    static String dtype(ArrayType type) {
        return switch (type) {
            case FLOAT -> "F32";
            case DOUBLE -> "F64";
            case INT -> "I32";
            case LONG -> "I64";
        };
    }

    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads a whole file. What it takes of memory is bounded by the length of the file.
     *
     * @throws CorruptBytesException if it is not such a file, or has a type not known here; says
     *     what is wrong
     */
    public static SafeTensors read(byte[] file) throws CorruptBytesException {
        return new SafeTensorsReader(file).read();
    }
}
