using LowCode.Work.Stores;

namespace LowCode.Storage.Faults;

/// <summary>What the system says when attachments cannot be written. Its numbers: Linux, and Windows as an HRESULT.</summary>
internal static class FileProblems
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int ReadOnlyFileSystem = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsWriteProtected = unchecked((int)0x80070013);

    public static StoreProblem? Of(IOException failure) => failure.HResult switch
    {
        NoSpace or QuotaExceeded or WindowsDiskFull => StoreProblem.Full,
        ReadOnlyFileSystem or WindowsWriteProtected => StoreProblem.ReadOnly,
        _ => null,
    };
}
