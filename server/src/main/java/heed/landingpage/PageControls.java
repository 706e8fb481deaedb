package heed.landingpage;

import heed.landingpage.markup.Filling;
import heed.landingpage.markup.Markup;
import heed.landingpage.markup.Placeholders;
import heed.rules.optout.Switch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The controls of one page for one visitor. Used once: it remembers which ones the author has placed.
final class PageControls {
    private static final String STOP = "stop";
    private static final String ACT = "act";
    private static final String SERVICE = "service";
    private static final String LEAVE = "leave";
    private static final String WANTED = "wanted";
    private static final String PENDING = "pending";

    private final PageVersion version;
    private final Visitor visitor;
    private final FormFrame frame;
    private final ControlWords words;
    private boolean stopPlaced;
    private boolean serviceSent;

    /// @param content what is drawn of the page
    /// @param visitor as the page may show them
    PageControls(PageVersion version, PageContent content, Visitor visitor, FormFrame frame, ControlWords words) {
        this.version = version;
        this.visitor = visitor;
        this.frame = frame;
        this.words = words;
        // Where boxes are to be ticked, or nothing but boxes chooses, a name in a sentence is no tick.
        this.serviceSent = version.kind() == PageKind.PREFERENCES
                || Placeholders.names(content.body()).contains(Control.SERVICES.code());
    }

    /// What a placeholder is replaced by; of an unknown one nothing is left.
    Filling of(String name) {
        return Control.ofCode(name).map(this::of).or(() -> Placeholders.attribute(name)
                .map(attribute -> attribute(visitor, attribute))).orElse(Filling.NOTHING);
    }

    static Filling attribute(Visitor visitor, String attribute) {
        String value = visitor.attributes().getOrDefault(attribute, "");
        return Filling.plain(value, "{{attribute." + attribute + "}}");
    }

    private Filling of(Control control) {
        return switch (control) {
            case SWITCHES -> switches();
            case STOP_EVERYTHING -> stop();
            case SERVICES -> services();
            case SERVICE -> service();
            case EMAIL -> email();
            case SUBMIT -> submit();
        };
    }

    private Filling switches() {
        StringBuilder boxes = new StringBuilder();
        List<String> text = new ArrayList<>(List.of(words.say("switches")));
        for (Switch one : Switch.values()) {
            Long seq = visitor.shown().get(one);
            if (seq != null) {
                boxes.append(Markup.hidden("shown", one.code() + ":" + seq));
            }
            String label = words.say("switch." + one.code());
            boxes.append(Markup.box(WANTED, one.code(), ticked(WANTED, one.code(), seq != null), label, ""));
            text.add("[ ] " + label);
        }
        return Filling.block(Markup.group("switches", words.say("switches"), frame.error("switches"), boxes.toString()),
                String.join("\n", text));
    }

    private Filling services() {
        boolean leaves = version.kind() == PageKind.UNSUBSCRIPTION;
        List<ServiceBox> shown = leaves && visitor.known() && version.preload()
                ? leavable(visitor.services())
                : visitor.services();
        if (shown.isEmpty()) {
            String none = words.say(leaves ? "services.left" : "services.none");
            return Filling.block("<p class=\"quiet\">" + Filling.escape(none) + "</p>", none);
        }
        StringBuilder boxes = new StringBuilder();
        String legend = words.say(leaves ? "services.leave" : "services");
        List<String> text = new ArrayList<>(List.of(legend));
        for (ServiceBox one : shown) {
            boolean on = one.subscribed() && !leaves;
            if (on) {
                boxes.append(Markup.hidden("shownService", one.id() + ":" + one.seq()));
            }
            String id = Integer.toString(one.id());
            boxes.append(Markup.box(SERVICE, id, ticked(SERVICE, id, on), one.label(),
                    one.state().equals(PENDING) ? words.say("service.pending") : ""));
            text.add("[ ] " + one.label());
        }
        String group = Markup.group("services", legend, frame.error("services"), boxes.toString());
        return version.kind() == PageKind.PREFERENCES && !(visitor.known() && version.preload())
                ? withLeaving(group, text)
                : Filling.block(group, String.join("\n", text));
    }

    /// What a person may leave here. Of the one service that the page is about nothing is hidden: the wish to leave it is taken
    /// however one stands with it.
    private static List<ServiceBox> leavable(List<ServiceBox> services) {
        return services.size() == 1
                ? services
                : services.stream().filter(one -> one.subscribed() || one.state().equals(PENDING)).toList();
    }

    /// Where no box shows what one is subscribed to, clearing it cannot end that (E7.3): a second group does.
    private Filling withLeaving(String group, List<String> text) {
        StringBuilder boxes = new StringBuilder();
        String legend = words.say("services.leave");
        List<String> all = new ArrayList<>(text);
        all.add(legend);
        for (ServiceBox one : visitor.services()) {
            String id = Integer.toString(one.id());
            boxes.append(Markup.box(LEAVE, id, ticked(LEAVE, id, false), one.label(), ""));
            all.add("[ ] " + one.label());
        }
        return Filling.block(group + Markup.group("leave", legend, frame.error("leave"), boxes.toString()),
                String.join("\n", all));
    }

    /// In a sentence. Where that is the whole choice its id is sent along, once, however often it is named.
    private Filling service() {
        if (visitor.services().isEmpty()) {
            String none = words.say("service.none");
            return Filling.plain(none, none);
        }
        ServiceBox one = visitor.services().getFirst();
        String id = serviceSent ? "" : Markup.hidden(SERVICE, Integer.toString(one.id()));
        serviceSent = true;
        return new Filling("<strong class=\"service\">" + Filling.escape(one.label()) + "</strong>" + id, one.label(),
                false);
    }

    private Filling email() {
        String label = words.say("email");
        if (!visitor.known()) {
            return Filling.block(Markup.address("email", label, visitor.address(), frame.error("email")),
                    label + ": ____");
        }
        String address = visitor.address();
        return address == null
                ? Filling.NOTHING
                : Filling.block("<p class=\"address\">" + words.html("email.known") + " <strong>"
                        + Filling.escape(address) + "</strong></p>", words.say("email.known") + " {{email}}");
    }

    private Filling submit() {
        String label = words.say("submit." + version.kind().code());
        Map<String, @Nullable String> attributes = new LinkedHashMap<>();
        attributes.put("type", frame.preview() ? "button" : "submit");
        attributes.put("name", ACT);
        attributes.put("value", PageRenderer.SUBMIT);
        return Filling.block(Markup.button("main", label, attributes), "[" + label + "]");
    }

    /// The button is of another form ([#end]), so that Enter in a field never presses it.
    private Filling stop() {
        String label = words.say("stop");
        if (version.kind() == PageKind.OPT_OUT_ALL) {
            return Filling.NOTHING;
        }
        if (!visitor.known()) {
            return Filling.block("<p><a class=\"stop\" href=\"#stop\">" + Filling.escape(label) + "</a></p>", label);
        }
        if (stopPlaced) {
            return Filling.NOTHING;
        }
        stopPlaced = true;
        return Filling.block(visitor.shown().containsKey(Switch.ALL) ? stopped() : stopButton(), "[" + label + "]");
    }

    /// What stands below the form: the form of "Stop everything", with its button where the author has placed none.
    Filling end() {
        if (version.kind() == PageKind.OPT_OUT_ALL) {
            return Filling.NOTHING;
        }
        String inside = Markup.hidden(frame.hidden()) + Markup.hidden(ACT, PageRenderer.STOP_EVERYTHING);
        String label = words.say("stop");
        if (visitor.known() && stopPlaced) {
            return new Filling(form(STOP, inside), "", true);
        }
        if (visitor.known()) {
            boolean stopped = visitor.shown().containsKey(Switch.ALL);
            return new Filling(form(STOP, inside + (stopped ? stopped() : stopButton())), "[" + label + "]", true);
        }
        String asks = words.say("email");
        return new Filling(form(STOP, "<h2>" + Filling.escape(label) + "</h2><p>" + words.html("stop.text") + "</p>"
                + inside + Markup.trap("stop-trap", PageRenderer.TRAP, words.say("trap"))
                + Markup.address("stop-email", asks, null, frame.error("stop-email")) + stopButton()),
                label + "\n" + words.say("stop.text") + "\n" + asks + ": ____\n[" + label + "]", true);
    }

    /// The form around what the author wrote.
    String form(String inside) {
        String trap = visitor.known() ? "" : Markup.trap("trap", PageRenderer.TRAP, words.say("trap"));
        return Markup.problem("form", frame.error("form"))
                + form("page-form", Markup.hidden(frame.hidden()) + trap + inside);
    }

    private String form(String id, String inside) {
        if (frame.preview()) {
            return "<div class=\"form\" id=\"" + id + "\">" + inside + "</div>";
        }
        Map<String, @Nullable String> attributes = new LinkedHashMap<>();
        attributes.put("class", "form");
        attributes.put("id", id);
        attributes.put("method", "post");
        attributes.put("action", frame.action());
        return Markup.empty("form", attributes) + inside + "</form>";
    }

    private String stopButton() {
        Map<String, @Nullable String> attributes = new LinkedHashMap<>();
        attributes.put("type", frame.preview() ? "button" : "submit");
        attributes.put("form", frame.preview() ? null : STOP);
        return Markup.button("stop", words.say("stop"), attributes);
    }

    private String stopped() {
        return "<p class=\"quiet\">" + words.html("stopped") + "</p>";
    }

    private boolean ticked(String field, String value, boolean today) {
        Set<String> ticked = frame.ticked();
        return ticked == null ? today : ticked.contains(field + "=" + value);
    }
}
