package io.millrace.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The text of a file that a person wrote. */
final class YamlFile {

    private static final int MOST_BYTES = 1 << 20;

    private YamlFile() {}

    /** The text; null after reporting why it cannot be read. */
    static @Nullable String read(Path file, Mistakes mistakes) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                return unreadable(file, "is larger than " + (MOST_BYTES >> 10) + " KiB", mistakes);
            }
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException notText) {
            return unreadable(file, "is not UTF-8 text", mistakes);
        } catch (NoSuchFileException missing) {
            return unreadable(file, "does not exist", mistakes);
        } catch (IOException broken) {
            return unreadable(file, "cannot be read: " + broken.getMessage(), mistakes);
        }
    }

    private static @Nullable String unreadable(Path file, String message, Mistakes mistakes) {
        mistakes.add(Location.of(file.toString()), "", message);
        return null;
    }
}
