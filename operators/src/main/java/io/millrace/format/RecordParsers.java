package io.millrace.format;

import io.millrace.data.RecordParser;
import io.millrace.data.Schema;
import io.millrace.format.TextRecordParser.Recipe;
import java.util.List;

/** Makes the parser of a format. */
public final class RecordParsers {

    private RecordParsers() {}

    /** A parser of records in the given format. */
    public static RecordParser create(FormatConfig format, Schema schema) {
        return create(new Recipe(format, schema, columns(schema)));
    }

    /**
     * A parser of CSV lines whose fields are in an order of their own, as those of a file with a
     * header. Fields that the schema does not name are skipped.
     *
     * @param order the names of the fields of a line
     * @throws IllegalArgumentException if a column of the schema is not among them
     */
    public static RecordParser csv(
            Schema schema, char delimiter, int maxBytes, List<String> order) {
        CsvFields.requireColumns(columns(schema), order);
        FormatConfig format = new FormatConfig(FormatConfig.Kind.CSV, delimiter, maxBytes);
        return create(new Recipe(format, schema, List.copyOf(order)));
    }

    /**
     * The columns of a schema in the order of the dense formats: the features, the label, then id,
     * key, time and weight as far as the schema names them and they are not columns already.
     */
    public static List<String> columns(Schema schema) {
        return List.copyOf(new Columns(schema).names());
    }

    static RecordParser create(Recipe recipe) {
        Columns columns = new Columns(recipe.schema());
        return switch (recipe.format().kind()) {
            case JSON -> new JsonObjectParser(recipe, columns);
            case JSON_ARRAY -> new JsonArrayParser(recipe, columns);
            case CSV -> new CsvLineParser(recipe, columns, recipe.columns());
        };
    }
}
