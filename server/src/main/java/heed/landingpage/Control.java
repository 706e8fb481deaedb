package heed.landingpage;

import heed.landingpage.markup.Placeholders;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a placeholder can stand for. Codes stand in what authors wrote: added, never renamed.
public enum Control {
    /// A box per channel, and one for all.
    SWITCHES("switches"),
    /// A button that opts out of everything.
    STOP_EVERYTHING("stop_everything"),
    /// A box per service.
    SERVICES("services"),
    /// The one service, by its label.
    SERVICE("service"),
    /// The address: typed by a stranger, shown to whom is known.
    EMAIL("email"),
    /// The button that sends the form.
    SUBMIT("submit");

    private final String code;

    Control(String code) {
        this.code = code;
    }

    /// The code between the braces.
    public String code() {
        return code;
    }

    /// As it stands in a text: `{{submit}}`.
    public String placeholder() {
        return "{{" + code + "}}";
    }

    /// The control of that code, if there is one.
    public static Optional<Control> ofCode(String code) {
        return Arrays.stream(values()).filter(control -> control.code.equals(code)).findFirst();
    }

    /// Is there a control or an attribute of that name?
    public static boolean isPlaceholder(String name) {
        return ofCode(name).isPresent() || Placeholders.attribute(name).isPresent();
    }

    /// What a page of that kind cannot be without: one of each set.
    ///
    /// @param strangers is it open to people without a link of their own?
    public static List<Set<Control>> required(PageKind kind, boolean strangers) {
        List<Set<Control>> own = switch (kind) {
            case PREFERENCES -> List.of(EnumSet.of(SWITCHES), EnumSet.of(STOP_EVERYTHING), EnumSet.of(SUBMIT));
            case OPT_OUT_ALL -> List.of(EnumSet.of(SUBMIT));
            case SUBSCRIPTION, UNSUBSCRIPTION -> List.of(EnumSet.of(SERVICE, SERVICES), EnumSet.of(SUBMIT));
            case ACQUISITION -> List.of(EnumSet.of(EMAIL), EnumSet.of(SUBMIT));
        };
        boolean asks = strangers && kind != PageKind.ACQUISITION;
        return asks ? Stream.concat(own.stream(), Stream.of(EnumSet.of(EMAIL))).toList() : own;
    }
}
