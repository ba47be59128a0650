package io.millrace;

import io.millrace.config.ConfigFuzz;
import io.millrace.format.FormatFuzz;
import io.millrace.fuzz.FuzzTarget;
import io.millrace.kafka.DeadLetterFuzz;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Where Jazzer enters: {@code scripts/fuzz} chooses the reader by a system property. */
public final class Fuzz {

    /** The readers of this module. */
    static final Map<String, FuzzTarget> TARGETS =
            Map.of(
                    "config", ConfigFuzz::job,
                    "config-learner", ConfigFuzz::learner,
                    "search-space", ConfigFuzz::searchSpace,
                    "dead-letter", DeadLetterFuzz::letter);

    private Fuzz() {}

    /** Holds the chosen reader until the end of the process. */
    private static final class Chosen {
        static final FuzzTarget TARGET = target(System.getProperty("fuzz"));

        private static FuzzTarget target(String name) {
            Map<String, FuzzTarget> all = new HashMap<>(FormatFuzz.TARGETS);
            all.putAll(TARGETS);
            return Objects.requireNonNull(all.get(name), () -> "none of " + all.keySet());
        }
    }

    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        Chosen.TARGET.accept(input);
    }
}
