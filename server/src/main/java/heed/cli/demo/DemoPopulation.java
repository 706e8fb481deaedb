package heed.cli.demo;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// A believable population as four import files: several countries, messy spellings, shared addresses, opt-outs by
/// several ways and at several times, quarantine for several reasons, subscriptions in every state.
///
/// Seeded: the same people on every machine; moments count back from `now`. About one row in 200 is broken, as in
/// real files, so that the imports have something to report.
final class DemoPopulation {

    private static final List<String> FIRST = List.of("Ada", "Björn", "Chloé", "Dmitri", "Elif", "Fatou", "Grace",
            "Hugo",
            "Ines", "Jürgen", "Kenji", "Léa", "Mateo", "Nadia", "Oskar", "Priya", "Quentin", "Rosa", "Søren", "Tariq",
            "Uma", "Viktor", "Wanda", "Xavi", "Yara", "Zoë");

    private static final List<String> LAST = List.of("Almeida", "Bauer", "Costa", "Dubois", "Eriksen", "Fischer",
            "García",
            "Haddad", "Ivanova", "Jensen", "Keller", "Lefèvre", "Moreau", "Nguyen", "O'Brien", "Petit", "Rossi",
            "Schmidt",
            "Tanaka", "Weber");

    private static final List<String> DOMAINS = List.of("example.com", "example.org", "example.net", "mail.example",
            "post.example", "firma.example", "courrier.example", "correo.example");

    private static final List<String> COUNTRIES = List.of("FR", "DE", "ES", "GB", "IT", "DK");

    private static final List<String> SOURCES = List.of("one_click", "one_click", "one_click", "landing_page",
            "landing_page", "sms_keyword", "mailto", "operator", "api", "import");

    private static final List<String> REASONS = List.of("user_unknown", "user_unknown", "mailbox_full",
            "invalid_domain",
            "account_disabled", "unreachable", "refused");

    /// The service that people still join.
    private static final String GROWING = "news";

    private final Random random = new Random(20261123);

    private final Instant now;

    private final StringBuilder profiles = new StringBuilder(
            "key,email,sms,country,locale,first_name,last_name,age,unconfirmed\n");

    private final StringBuilder optOuts = new StringBuilder("key,channel,at,source\n");

    private final StringBuilder quarantine = new StringBuilder("channel,address,status,error_reason,error_text,at\n");

    private final StringBuilder subscriptions = new StringBuilder("key,service,action,state,until,at,source\n");

    private String lastEmail = "";

    /// @param size how many rows of profiles
    /// @param now the moment to count back from
    DemoPopulation(int size, Instant now) {
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        for (int i = 1; i <= size; i++) {
            person(i);
        }
    }

    String profiles() {
        return profiles.toString();
    }

    String optOuts() {
        return optOuts.toString();
    }

    String quarantine() {
        return quarantine.toString();
    }

    String subscriptions() {
        return subscriptions.toString();
    }

    private void person(int i) {
        String key = "c%06d".formatted(i);
        String first = pick(FIRST);
        String last = pick(LAST);
        String country = pick(COUNTRIES);
        String email = email(i, first, last);
        String sms = chance(0.6) ? phone(i, country) : "";
        boolean broken = chance(0.005);
        profiles.append(chance(0.001) ? "" : key).append(',').append(broken ? first + " at example" : spelled(email))
                .append(',').append(sms).append(',').append(country).append(',')
                .append(country.toLowerCase(Locale.ROOT))
                .append(',').append(first).append(',').append(last).append(',').append(18 + random.nextInt(70))
                .append(chance(0.005) ? ",true\n" : ",\n");
        if (!broken) {
            choices(key);
            feedback(email);
            subscribe(key, GROWING, 0.25);
            subscribe(key, "offers", 0.12);
            subscribe(key, "events", 0.05);
        }
    }

    /// Some have none, some share the one of the person before: couples, families, people who registered twice.
    private String email(int i, String first, String last) {
        if (chance(0.04)) {
            return "";
        }
        if (chance(0.03) && !lastEmail.isEmpty()) {
            return lastEmail;
        }
        String local = ascii(first) + "." + ascii(last) + i;
        // The square makes the first domains the big ones.
        double place = random.nextDouble();
        lastEmail = local + "@" + DOMAINS.get((int) (place * place * DOMAINS.size()));
        return lastEmail;
    }

    private String spelled(String email) {
        if (email.isEmpty() || chance(0.85)) {
            return email;
        }
        return switch (random.nextInt(3)) {
            case 0 -> email.toUpperCase(Locale.ROOT);
            case 1 -> " " + email + " ";
            default -> email.substring(0, 1).toUpperCase(Locale.ROOT) + email.substring(1);
        };
    }

    /// National or international; the country column says how to read the national ones.
    private String phone(int i, String country) {
        String digits = "%06d".formatted(i);
        return switch (country) {
            case "FR" -> "06 1" + digits.charAt(0) + " " + digits.substring(1, 3) + " " + digits.substring(3) + "0";
            case "DE" -> "0151 23" + digits;
            case "ES" -> "+34 612 " + digits;
            case "GB" -> "07700 " + digits;
            case "IT" -> "+39 347 1" + digits;
            default -> "+45 20" + digits;
        };
    }

    private void choices(String key) {
        if (chance(0.03)) {
            optOut(key, "all");
        }
        if (chance(0.06)) {
            optOut(key, "email");
        }
        if (chance(0.03)) {
            optOut(key, "sms");
        }
    }

    private void optOut(String key, String channel) {
        optOuts.append(key).append(',').append(channel).append(',').append(ago(1500)).append(',').append(pick(SOURCES))
                .append('\n');
    }

    private void feedback(String email) {
        if (email.isEmpty() || !chance(0.035)) {
            return;
        }
        String reason = chance(0.15) ? "spam_complaint" : pick(REASONS);
        String status = reason.equals("spam_complaint") ? "denylisted" : chance(0.25) ? "erroneous" : "quarantined";
        quarantine.append("email,").append(email).append(',').append(status).append(',').append(reason).append(',')
                .append(reason.equals("user_unknown") ? "550 5.1.1 no such user" : "").append(',').append(ago(8))
                .append('\n');
    }

    private void subscribe(String key, String service, double share) {
        if (!chance(share)) {
            return;
        }
        String source = pick(List.of("landing_page", "api", "import"));
        int kind = random.nextInt(20);
        String state = kind == 0 ? "pending" : kind < 3 ? "expired" : "active";
        String until = state.equals("expired") ? ago(60) : "";
        boolean grows = service.equals(GROWING);
        String at = state.equals("pending") ? ago(5) : grows ? ago(1, 400) : ago(200, 900);
        subscription(key, service, "subscribe", state, until, at, source);
        if (state.equals("active") && chance(0.12)) {
            subscription(key, service, "unsubscribe", "", "", grows ? after(at) : ago(150), source);
        }
    }

    private String after(String at) {
        Instant begun = Instant.parse(at);
        return begun.plusSeconds(1 + random.nextLong(Duration.between(begun, now).toSeconds())).toString();
    }

    private void subscription(String key, String service, String action, String state, String until, String at,
            String source) {
        subscriptions.append(String.join(",", key, service, action, state, until, at, source)).append('\n');
    }

    private String ago(int mostDays) {
        return ago(0, mostDays);
    }

    private String ago(int leastDays, int mostDays) {
        long seconds = Duration.ofDays(mostDays - leastDays).toSeconds();
        return now.minus(Duration.ofDays(leastDays)).minusSeconds(60 + random.nextLong(seconds)).toString();
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String ascii(String name) {
        return Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replace("ø", "o").replaceAll("[^a-z]", "");
    }
}
