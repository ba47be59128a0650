package io.millrace.cli;

import io.millrace.config.Nearest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of a file, which a person names in options. */
final class ColumnNames {

    /** Of names as short as these anything is near. */
    private static final int SHORT = 2;

    private ColumnNames() {}

    /**
     * @param option that names the column
     * @throws CommandException if the file does not have it
     */
    static void require(String option, String column, List<String> columns) {
        if (!columns.contains(column)) {
            throw CommandException.usage(
                    option
                            + ": there is no column '"
                            + column
                            + "'"
                            + meant(column, columns)
                                    .map(c -> ", did you mean '" + c + "'?")
                                    .orElse("")
                            + "; the columns are "
                            + String.join(", ", columns)
                            + delimiterHint(columns));
        }
    }

    /**
     * @throws CommandException if the label is among the columns that are left out
     */
    static void requireApart(@Nullable String label, List<String> excluded) {
        if (label != null && excluded.contains(label)) {
            throw CommandException.usage(
                    "--exclude: '" + label + "' is the label, which cannot be left out");
        }
    }

    private static Optional<String> meant(String column, List<String> columns) {
        Optional<String> same = columns.stream().filter(column::equalsIgnoreCase).findFirst();
        return same.isPresent() || column.length() <= SHORT ? same : Nearest.to(column, columns);
    }

    private static String delimiterHint(List<String> columns) {
        if (columns.size() == 1) {
            for (String delimiter : List.of(";", "\t", "|")) {
                if (columns.get(0).contains(delimiter)) {
                    return "; is the delimiter right? try --delimiter '"
                            + delimiter.replace("\t", "\\t")
                            + "'";
                }
            }
        }
        return "";
    }
}
