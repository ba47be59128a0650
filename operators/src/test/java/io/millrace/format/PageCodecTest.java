package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.data.Page;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PageCodecTest {

    /** The page in {@code page-v1.bin}, which was written when the format was new. */
    private static Page recorded() {
        return new Page("train")
                .put("params", new float[] {1.5f, -0f, Float.MIN_VALUE, Float.NaN})
                .put("adam.corrections", new double[] {0.9, Double.NEGATIVE_INFINITY})
                .put("pendingSize", new int[] {3})
                .put("totals", new long[] {Long.MAX_VALUE, -1, 0})
                .put("größe", new float[0]);
    }

    @Test
    void readsThePagesOfEarlierSavepoints() throws IOException {
        assertThat(PageCodec.decode(resource("page-v1.bin"))).isEqualTo(recorded());
    }

    @Test
    void writesWhatEarlierReleasesRead() throws IOException {
        assertThat(PageCodec.encode(recorded())).isEqualTo(resource("page-v1.bin"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = PageCodecTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @Property(tries = 200)
    void readsBackWhatItWrote(@ForAll("pages") Page page) throws IOException {
        Page read = PageCodec.decode(PageCodec.encode(page));
        assertThat(read).isEqualTo(page);
        assertThat(read.arrays().keySet()).containsExactlyElementsOf(page.arrays().keySet());
    }

    @Property(tries = 50)
    void readsPagesOneAfterTheOtherFromAStream(@ForAll("pages") Page a, @ForAll("pages") Page b)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        PageCodec.INSTANCE.write(a, out);
        PageCodec.INSTANCE.write(b, out);
        DataInputStream in = stream(bytes.toByteArray());
        assertThat(PageCodec.INSTANCE.read(in)).isEqualTo(a);
        assertThat(PageCodec.INSTANCE.read(in)).isEqualTo(b);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void keepsThePayloadOfANaN() throws IOException {
        float odd = Float.intBitsToFloat(0x7fa00001);
        Page page = new Page("p").put("x", new float[] {odd});
        float[] read = (float[]) PageCodec.decode(PageCodec.encode(page)).arrays().get("x");
        assertThat(Float.floatToRawIntBits(read[0])).isEqualTo(Float.floatToRawIntBits(odd));
    }

    @Test
    void refusesEveryChangeOfOneBit() {
        byte[] bytes = PageCodec.encode(recorded());
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> PageCodec.decode(changed))
                    .as("bit %d", bit)
                    .isInstanceOf(CorruptBytesException.class);
        }
    }

    @Test
    void refusesEveryOtherLength() {
        byte[] bytes = PageCodec.encode(recorded());
        for (int length = 0; length <= bytes.length + 3; length++) {
            byte[] changed = Arrays.copyOf(bytes, length);
            if (length != bytes.length) {
                assertThatThrownBy(() -> PageCodec.decode(changed))
                        .as("length %d", length)
                        .isInstanceOf(CorruptBytesException.class);
            }
        }
    }

    @Property(tries = 500)
    void refusesAnyOtherBody(@ForAll byte[] body) {
        byte[] bytes = withHeader(body);
        assertThatThrownBy(() -> PageCodec.decode(bytes)).isInstanceOf(CorruptBytesException.class);
    }

    /** Bytes of which only the structure of the body can be wrong. */
    private static byte[] withHeader(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        byte[] magicAndVersion = Arrays.copyOf(PageCodec.encode(new Page("")), 8);
        return ByteBuffer.allocate(16 + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(magicAndVersion)
                .putInt(body.length)
                .putInt((int) crc.getValue())
                .put(body)
                .array();
    }

    @Test
    void refusesAnArrayLongerThanItsPage() {
        byte[] body =
                ByteBuffer.allocate(32)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort((short) 1)
                        .put((byte) 'p')
                        .putInt(1)
                        .putShort((short) 1)
                        .put((byte) 'x')
                        .put((byte) 2)
                        .putInt(Integer.MAX_VALUE)
                        .array();
        assertThatThrownBy(() -> PageCodec.decode(withHeader(body)))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("'x'");
    }

    @Test
    void aWrongLengthInAStreamDoesNotAllocateWhatItSays() {
        byte[] bytes = PageCodec.encode(recorded());
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, Integer.MAX_VALUE - 16);
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean)
                        java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        assertThatThrownBy(() -> PageCodec.INSTANCE.read(stream(bytes)))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessage("a page that ends too early");
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(8 << 20);
    }

    @Test
    void aStreamMayEndBeforeAPageAndNotWithinOne() throws IOException {
        byte[] page = PageCodec.encode(recorded());
        DataInputStream two =
                stream(ByteBuffer.allocate(2 * page.length).put(page).put(page).array());
        Page first = PageCodec.INSTANCE.read(two);
        assertThat(PageCodec.INSTANCE.read(two)).isEqualTo(first);
        assertThatThrownBy(() -> PageCodec.INSTANCE.read(two)).isInstanceOf(EOFException.class);
        for (int length = 1; length < page.length; length++) {
            DataInputStream cut = stream(Arrays.copyOf(page, length));
            assertThatThrownBy(() -> PageCodec.INSTANCE.read(cut))
                    .as("%d of %d bytes", length, page.length)
                    .isInstanceOf(CorruptBytesException.class);
        }
    }

    @Test
    void hashesEqualStatesAlikeWhateverTheOrderOfTheirArrays() {
        Page ab = new Page("p").put("a", new int[] {1}).put("b", new int[] {2});
        Page ba = new Page("p").put("b", new int[] {2}).put("a", new int[] {1});
        Page other = new Page("p").put("a", new int[] {1}).put("b", new int[] {3});
        assertThat(PageCodec.sha256(List.of(ab)))
                .isEqualTo(PageCodec.sha256(List.of(ba)))
                .isNotEqualTo(PageCodec.sha256(List.of(other)))
                .matches("[0-9a-f]{64}");
    }

    private static DataInputStream stream(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    @Provide
    Arbitrary<Page> pages() {
        Arbitrary<Object> arrays =
                Arbitraries.oneOf(
                        Arbitraries.integers()
                                .map(Float::intBitsToFloat)
                                .array(float[].class)
                                .map(a -> a),
                        Arbitraries.longs()
                                .map(Double::longBitsToDouble)
                                .array(double[].class)
                                .map(a -> a),
                        Arbitraries.integers().array(int[].class).map(a -> a),
                        Arbitraries.longs().array(long[].class).map(a -> a));
        return Combinators.combine(
                        Arbitraries.strings().alpha().ofMaxLength(10),
                        Arbitraries.maps(Arbitraries.strings().ascii().ofMaxLength(20), arrays)
                                .ofMaxSize(6))
                .as(
                        (stage, map) -> {
                            Page page = new Page(stage);
                            map.forEach(page::put);
                            return page;
                        });
    }
}
