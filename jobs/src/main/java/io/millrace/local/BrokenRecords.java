package io.millrace.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.data.Target;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON records among a few that break the data contract on purpose, spread evenly, so that a demo
 * has something to put into its dead letters.
 */
public final class BrokenRecords implements Values {

    private final Values sound;
    private final List<byte[]> broken;
    private final long rows;
    private long sent;
    private int used;

    /**
     * @param sound the records to be broken up
     * @param rows how many they are
     */
    public BrokenRecords(Values sound, long rows, Target target) {
        this.sound = sound;
        this.rows = rows;
        this.broken = broken(target);
    }

    /** How many there are for a target. */
    public static int count(Target target) {
        return broken(target).size();
    }

    private static List<byte[]> broken(Target target) {
        return List.of(
                "this is no JSON".getBytes(UTF_8),
                "[1, 2, 3]".getBytes(UTF_8),
                "{\"just\": \"this\"}".getBytes(UTF_8),
                ("{\"" + target.name() + "\": \"neither here nor there\"}").getBytes(UTF_8),
                new byte[] {'{', (byte) 0xff, '}'},
                new byte[0]);
    }

    @Override
    public byte @Nullable [] next() throws IOException {
        if (used < broken.size() && sent >= rows * (used + 1) / (broken.size() + 1)) {
            return broken.get(used++);
        }
        sent++;
        return sound.next();
    }
}
