package io.millrace.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The sign between fields, as a person can type it. */
final class Delimiter implements ITypeConverter<Character> {

    @Override
    public Character convert(String text) {
        if (text.equals("\\t")) {
            return '\t';
        }
        if (text.length() != 1) {
            throw new TypeConversionException("must be one character, or \\t for a tab");
        }
        return text.charAt(0);
    }
}
