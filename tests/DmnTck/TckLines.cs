namespace LowCode.Tests.DmnTck;

/// <summary>Verdicts as lines that can be compared between platforms.</summary>
public static class TckLines
{
    /// <summary><c>level/folder/file case outcome</c>, and what came where it was not what was expected.</summary>
    public static IEnumerable<string> Of(IEnumerable<TckSuite> suites) =>
        suites.SelectMany(TckRunner.Run).Select(v => $"{v.Suite.Level}/{v.Suite.Folder}/{v.Suite.File} {v.Case.Id} {v.Outcome}{string.Concat(v.Misses.Select(m => $" {m.Result}"))}");
}
