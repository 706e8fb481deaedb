package heed.cli;

import heed.cli.demo.DemoCommand;
import heed.cli.prepare.PrepareCommand;
import heed.cli.selftest.SelftestCommand;
import heed.cli.upload.ImportCommand;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// The command `heed`: each subcommand is one class beside this one.
///
/// Exit codes: 0 done, 1 failed, 2 wrong usage (api "Command line"). What a person can put right is one line on
/// standard error; only a bug shows a stack trace.
@Command(name = "heed", description = Heed.MOTTO, mixinStandardHelpOptions = true, versionProvider = HeedVersion.class, subcommands = {
        ServeCommand.class, DemoCommand.class, PrepareCommand.class, ImportCommand.class, SelftestCommand.class,
        HelpCommand.class})
public final class Heed implements Callable<Integer> {

    static final String MOTTO = "Keeps who may be contacted, honours it in every delivery, and proves it.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private Heed() {
    }

    /// Runs the command line and ends the process, unless a server was started: that one lives until it is stopped.
    public static void main(String[] args) {
        int code = commandLine().execute(args);
        if (code != ExitCode.OK) {
            System.exit(code);
        }
    }

    /// The whole command line, ready to run.
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Heed());
        line.setExecutionExceptionHandler(new OneLine());
        line.setUsageHelpAutoWidth(true);
        return line;
    }

    /// Without a subcommand: the help, as wrong usage.
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /// Says in one line what went wrong, or shows the stack trace of a bug.
    private static final class OneLine implements IExecutionExceptionHandler {

        @Override
        public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
            PrintWriter err = command.getErr();
            Failure.messageOf(problem).ifPresentOrElse(message -> err.println("heed: " + message),
                    () -> problem.printStackTrace(err));
            err.flush();
            return ExitCode.SOFTWARE;
        }
    }
}
