package heed.cli.prepare;

import heed.delivery.analysis.Engine;
import heed.delivery.analysis.FactSets;
import heed.delivery.analysis.FactSetsBuilder;
import heed.delivery.analysis.Waterfall;
import heed.quarantine.AddressParser;
import heed.rules.AddressStatus;
import heed.rules.Channel;
import heed.rules.Typology;
import heed.rules.optout.Switch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// The analysis of one delivery to everybody of a profiles file, by the rules and the engine of the server.
final class OfflineAnalysis {

    /// What is asked.
    ///
    /// @param channel the delivery's channel
    /// @param typology the rules it uses
    /// @param service the service it is for, null for none
    /// @param region the country of phone numbers without one, null for none
    /// @param profiles the audience
    /// @param optOuts choices, null for none
    /// @param quarantine addresses not to be used, null for none
    /// @param subscriptions who subscribed to what, null for none
    /// @param excludedDomains patterns, null for none
    /// @param moment when it is asked: facts that depend on time are judged at it
    record Question(Channel channel, Typology typology, @Nullable String service, @Nullable String region,
            Path profiles, @Nullable Path optOuts, @Nullable Path quarantine, @Nullable Path subscriptions,
            @Nullable Path excludedDomains, Instant moment) {

        /// Every file that is read.
        List<Path> inputs() {
            return Stream.of(profiles, optOuts, quarantine, subscriptions, excludedDomains)
                    .flatMap(Stream::ofNullable).toList();
        }
    }

    /// What came out.
    ///
    /// @param inputs the files that were read, with their bad rows
    record Result(Population people, Waterfall waterfall, List<InputFile> inputs) {}

    private final Question asked;

    private final AddressParser parser;

    private final Population people = new Population();

    private final List<InputFile> inputs = new ArrayList<>();

    private final Progress progress;

    private OfflineAnalysis(Question asked, Progress progress) {
        this.asked = asked;
        this.progress = progress;
        this.parser = new AddressParser(asked.region);
    }

    /// Reads the files, profiles first, and analyses.
    static Result of(Question asked, Progress progress) {
        return new OfflineAnalysis(asked, progress).run();
    }

    private Result run() {
        new ProfileRows(asked.channel, parser).readInto(people, input(asked.profiles));
        if (asked.optOuts != null) {
            new OptOutRows(asked.channel, parser, asked.moment).readInto(people, input(asked.optOuts));
        }
        people.firstAddresses().findSharing();
        FactSetsBuilder facts = FactSets.of(people.everybody(), people.firstAddresses())
                .optedOutOfAll(people.optedOut(Switch.ALL))
                .optedOutOfChannel(people.optedOut(Switch.of(asked.channel)))
                .unconfirmed(people.unconfirmed());
        addAddressFacts(facts);
        addSubscriptions(facts);
        return new Result(people, Engine.analyse(asked.typology, facts.build(), people.everybody()), inputs);
    }

    private void addAddressFacts(FactSetsBuilder facts) {
        // Without a file nobody is.
        facts.denylisted(new RoaringBitmap()).quarantined(new RoaringBitmap()).excludedDomain(new RoaringBitmap());
        if (asked.quarantine != null) {
            QuarantineRows rows = new QuarantineRows(asked.channel, parser, asked.moment);
            rows.read(input(asked.quarantine));
            facts.denylisted(people.owners(rows.having(AddressStatus.DENYLISTED, people)));
            facts.quarantined(people.owners(rows.having(AddressStatus.QUARANTINED, people)));
        }
        if (asked.excludedDomains != null && asked.channel == Channel.EMAIL) {
            ExcludedDomains domains = new ExcludedDomains();
            domains.read(input(asked.excludedDomains));
            facts.excludedDomain(people.owners(domains.addresses(people)));
        }
    }

    private void addSubscriptions(FactSetsBuilder facts) {
        if (asked.service == null) {
            return;
        }
        SubscriptionRows rows = new SubscriptionRows(asked.service, asked.moment);
        if (asked.subscriptions != null) {
            rows.read(people, input(asked.subscriptions));
        }
        facts.subscriptions(rows.states(people));
    }

    private InputFile input(Path path) {
        InputFile input = new InputFile(path, progress);
        inputs.add(input);
        return input;
    }
}
