package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {

    /** A file by the format's own Python library: see {@code python.safetensors.py} beside it. */
    @Test
    void readsWhatPythonWrote() throws IOException {
        SafeTensors file = SafeTensors.read(resource("python.safetensors"));
        assertThat(file.metadata())
                .containsOnly(
                        Map.entry("made by", "Python"), Map.entry("text", "ümlaut and \"quotes\""));
        assertThat(file.tensors())
                .containsOnlyKeys(
                        "train/params",
                        "normalize/mean",
                        "train/steps",
                        "train/sizes",
                        "train/nothing");
        Map<String, Object> tensors = file.tensors();
        assertThat((float[]) tensors.get("train/params"))
                .containsExactly(1.5f, -2.25f, Float.MIN_VALUE);
        assertThat((double[]) tensors.get("normalize/mean")).containsExactly(1 / 3.0, -1e308, 0, 2);
        assertThat((long[]) tensors.get("train/steps")).containsExactly((1L << 62) + 1, -5);
        assertThat((int[]) tensors.get("train/sizes")).containsExactly(7);
        assertThat((float[]) tensors.get("train/nothing")).isEmpty();
    }

    @Test
    void readsWhatItWroteInTheSameOrder() throws IOException {
        SafeTensors written = some();
        SafeTensors read = SafeTensors.read(written.write());
        assertThat(read.metadata()).isEqualTo(written.metadata());
        assertThat(List.copyOf(read.tensors().keySet()))
                .isEqualTo(List.copyOf(written.tensors().keySet()));
        read.tensors()
                .forEach((name, array) -> assertThat(array).isEqualTo(written.tensors().get(name)));
    }

    @Test
    void numbersAreAligned() {
        byte[] file = some().write();
        long header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(header % 8).isZero();
        assertThat(new String(file, 8, (int) header, StandardCharsets.UTF_8))
                .contains("\"b\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}")
                .contains("\"d\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[16,24]}")
                .contains("\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[24,36]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}{}",
                " {}",
                "{\"a\":1}",
                "{\"a\":{}}",
                "{\"__metadata__\":[]}",
                "{\"__metadata__\":{\"n\":1}}",
                "{\"__metadata__\":null}",
                "{\"a\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":7,\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4.0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387905,4],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,99999999999999999999]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
            })
    void refusesAHeaderThatDoesNotDescribeFourBytes(String header) {
        assertThatThrownBy(() -> SafeTensors.read(file(header, 4)))
                .isInstanceOf(CorruptBytesException.class);
    }

    @Test
    void theFourBytesAboveWouldBeWellDescribedSo() throws IOException {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]}}";
        assertThat(SafeTensors.read(file(header, 4)).tensors()).containsOnlyKeys("a");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 11, 200_000_000})
    void refusesAHeaderBeyondTheFile(long length) {
        byte[] file = file("{}        ", 0);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        assertThatThrownBy(() -> SafeTensors.read(file))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining(Long.toUnsignedString(length));
    }

    @Test
    void refusesAHeaderThatIsNotUtf8() {
        byte[] file = file("{\"__metadata__\":{\"a\":\"?\"}}", 0);
        file[8 + 22] = (byte) 0xFF;
        assertThatThrownBy(() -> SafeTensors.read(file)).hasMessageContaining("UTF-8");
    }

    @Property(tries = 2_000)
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property(tries = 2_000)
    void aDamagedFileIsReadOrRefused(@ForAll("damaged") byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        byte[] good = some().write();
        return Arbitraries.integers()
                .between(0, good.length - 1)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .flatMap(
                        places ->
                                Arbitraries.bytes()
                                        .array(byte[].class)
                                        .ofSize(places.size() + 1)
                                        .map(bytes -> damage(good, places, bytes)));
    }

    private static byte[] damage(byte[] good, List<Integer> places, byte[] bytes) {
        byte[] damaged = good.clone();
        for (int i = 0; i < places.size(); i++) {
            damaged[places.get(i)] = bytes[i];
        }
        int cut = bytes[places.size()];
        return cut > 100 ? Arrays.copyOf(damaged, damaged.length - (cut - 100)) : damaged;
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            long numbers = 0;
            for (Object array : SafeTensors.read(bytes).tensors().values()) {
                numbers += java.lang.reflect.Array.getLength(array);
            }
            assertThat(4 * numbers).isLessThanOrEqualTo(bytes.length);
        } catch (CorruptBytesException declared) {
            assertThat(declared).hasMessageNotContaining("Exception");
        }
    }

    private static SafeTensors some() {
        Map<String, Object> tensors = new LinkedHashMap<>();
        tensors.put("a", new float[] {1, Float.NaN, -0f});
        tensors.put("b", new double[] {Math.PI, Double.NEGATIVE_INFINITY});
        tensors.put("c", new int[] {Integer.MIN_VALUE});
        tensors.put("d", new long[] {Long.MAX_VALUE});
        tensors.put("e", new float[0]);
        return new SafeTensors(Map.of("n", "text \"ä\\\n"), tensors);
    }

    private static byte[] file(String header, int numbers) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + numbers)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = SafeTensorsTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
