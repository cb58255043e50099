using LowCode.Printing;
using Xunit;

namespace LowCode.Tests.Component.Printing;

/// <summary>Folders of browsers whose host was killed.</summary>
public sealed class ProfilesTests
{
    [Fact]
    public void Profiles_of_processes_that_are_gone_are_swept_and_others_stay()
    {
        var root = Directory.CreateTempSubdirectory("profiles").FullName;
        var own = Directory.CreateDirectory(Profiles.Next(root)).Name;
        var gone = Directory.CreateDirectory(Path.Combine(root, $"lowcode-print-{int.MaxValue}-0")).Name;
        var foreign = Directory.CreateDirectory(Path.Combine(root, "other-1-0")).Name;

        Profiles.Sweep(root);

        Assert.Equal(new[] { own, foreign }.Order(), Directory.EnumerateDirectories(root).Select(Path.GetFileName).Order());
        Assert.DoesNotContain(gone, Directory.EnumerateDirectories(root).Select(Path.GetFileName));
        Directory.Delete(root, recursive: true);
    }
}
