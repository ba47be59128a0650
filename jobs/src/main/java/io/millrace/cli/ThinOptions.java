package io.millrace.cli;

import io.millrace.config.Nearest;
import io.millrace.data.Schema;
import io.millrace.data.Target;
import io.millrace.format.CsvFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that make one class of a file rare. */
final class ThinOptions {

    private static final Pattern RATIO = Pattern.compile("1:(\\d+(\\.\\d+)?)");

    @Option(
            names = "--thin",
            paramLabel = "1:N",
            description =
                    "Leaves rows out by chance, until there is one of the thinned class to N of the"
                            + " others.")
    private @Nullable String ratio;

    @Option(
            names = "--thin-class",
            paramLabel = "CLASS",
            description = "The class to make rare; the last one without.")
    private @Nullable String thinned;

    @Option(
            names = "--thin-invert",
            description = "From the middle on, the others are rare and this class is common.")
    private boolean inverted;

    @Option(
            names = "--thin-seed",
            paramLabel = "N",
            description = "Of the choice of rows; 1 without.")
    private @Nullable Long seed;

    /**
     * The choice among the rows of a file; null if none was asked for.
     *
     * @param limit most rows of the file to read
     * @throws CommandException if the options say what cannot be
     */
    @Nullable Thinning choose(StreamFile file, Schema schema, long limit) throws IOException {
        if (ratio == null) {
            if (thinned != null || inverted || seed != null) {
                throw CommandException.usage(
                        "--thin-class, --thin-invert and --thin-seed say nothing without --thin, as --thin"
                                + " 1:1000");
            }
            return null;
        }
        double others = others(ratio);
        int rare = rare(schema.target());
        try (CsvFile rows = file.open()) {
            return Thinning.of(
                    rows, schema, limit, rare, others, inverted, seed == null ? 1 : seed);
        }
    }

    private static double others(String ratio) {
        Matcher matcher = RATIO.matcher(ratio.strip());
        double others = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (!(others > 0 && others <= 1e9)) {
            throw CommandException.usage(
                    "--thin must be 1:N with an N above 0 and up to 1e9, as 1:1000, got '"
                            + ratio
                            + "'");
        }
        return others;
    }

    private int rare(Target target) {
        if (!(target instanceof Target.Classification c)) {
            throw CommandException.usage(
                    "--thin needs a label of classes: '" + target.name() + "' is a number");
        }
        List<String> classes = c.classes();
        String name = thinned == null ? classes.get(classes.size() - 1) : thinned;
        if (!classes.contains(name)) {
            throw CommandException.usage(
                    "--thin-class: there is no class '"
                            + name
                            + "'"
                            + Nearest.to(name, classes)
                                    .map(near -> ", did you mean '" + near + "'?")
                                    .orElse("")
                            + "; the classes are "
                            + String.join(", ", classes));
        }
        return classes.indexOf(name);
    }

    /** What was left out, for people. */
    static String describe(Thinning thinning) {
        return String.format(
                Locale.ROOT,
                "thinned: %,d of %,d labelled rows are left, %,d of them of the thinned class",
                thinning.left(),
                thinning.rows(),
                thinning.leftOfClass());
    }
}
