package heed.cli;

import picocli.CommandLine.IVersionProvider;

/// What `heed --version` prints: the version in the jar's manifest.
final class HeedVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Heed.class.getPackage().getImplementationVersion();
        return new String[]{"heed " + (version == null ? "(not from a jar)" : version), "Java ${java.version}"};
    }
}
