package heed.cli.demo;

import heed.operator.people.FirstOperator;
import org.springframework.context.ConfigurableApplicationContext;

/// How one gets into the console for the first time.
///
/// @param line what the terminal says of it; names a password at the start that made it up, and never again
public record FirstSignIn(String line) {

    /// Of a started server.
    public static FirstSignIn of(ConfigurableApplicationContext server) {
        String url = RunningServer.of(server).url() + "/";
        FirstOperator first = server.getBean(FirstOperator.class);
        return new FirstSignIn(first.generatedPassword()
                .map(password -> "Console  %s   sign in as %s with the password %s (shown this once; change it there)"
                        .formatted(url, FirstOperator.NAME, password))
                .orElse("Console  %s   sign in as %s; a lost password is replaced by HEED_ADMIN_PASSWORD"
                        .formatted(url, FirstOperator.NAME)));
    }
}
