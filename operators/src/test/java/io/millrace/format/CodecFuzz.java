package io.millrace.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.data.Page;
import io.millrace.fuzz.Hostile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** State by a stranger: what a checkpoint holds, and what goes between two tasks. */
final class CodecFuzz {

    private CodecFuzz() {}

    private static final List<Codec<?>> CODECS =
            List.of(
                    EventCodec.INSTANCE,
                    SnapshotCodec.INSTANCE,
                    RawRecordCodec.INSTANCE,
                    DeadLetterCodec.INSTANCE,
                    ReportCodec.INSTANCE,
                    PredictionCodec.INSTANCE);

    /** The first byte chooses the codec. */
    static void events(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            byte[] value = Arrays.copyOfRange(bytes, 1, bytes.length);
            check(CODECS.get(Math.floorMod(bytes[0], CODECS.size())), value);
        }
    }

    private static <T> void check(Codec<T> codec, byte[] bytes) throws IOException {
        Optional<T> value =
                Hostile.read(bytes.length, 256, IOException.class, () -> read(codec, bytes));
        if (value.isPresent()) {
            byte[] written = write(codec, value.get());
            T again = read(codec, written);
            Exactly.assertSame(again, value.get());
            assertThat(write(codec, again)).isEqualTo(written);
        }
    }

    private static <T> T read(Codec<T> codec, byte[] bytes) throws IOException {
        return codec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private static <T> byte[] write(Codec<T> codec, T value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(value, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    static void page(byte[] bytes) throws IOException {
        checkPage(bytes);
    }

    /** Behind a header that is right, for nobody guesses a checksum. */
    static void bodyOfAPage(byte[] body) throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(body);
        ByteBuffer page = ByteBuffer.allocate(16 + body.length).order(ByteOrder.LITTLE_ENDIAN);
        page.put("MRPG".getBytes(StandardCharsets.US_ASCII));
        page.putInt(1).putInt(body.length).putInt((int) checksum.getValue()).put(body);
        checkPage(page.array());
    }

    /** A page has one form: what is read as one is what would be written. */
    private static void checkPage(byte[] bytes) throws IOException {
        Optional<Page> page =
                Hostile.read(
                        bytes.length,
                        256,
                        CorruptBytesException.class,
                        () -> PageCodec.decode(bytes));
        if (page.isPresent()) {
            assertThat(PageCodec.encode(page.get())).isEqualTo(bytes);
            assertThat(read(PageCodec.INSTANCE, bytes)).isEqualTo(page.get());
        }
    }
}
