using System.Runtime.Versioning;

// The tests make pipes, links and permissions; the code under test runs elsewhere too, by PortableFolderAccess.
[assembly: SupportedOSPlatform("linux")]
[assembly: SupportedOSPlatform("macos")]
