using System.Buffers.Binary;
using System.IO.Compression;
using LowCode.Work.Attachments;
using Xunit;

namespace LowCode.Tests.Unit.Work.Attachments;

/// <summary>How many entries an archive has is counted, whatever it says.</summary>
public sealed class ZipDirectoryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Entries_are_counted(int entries) => Assert.Equal(entries, ZipDirectory.Count(new MemoryStream(Archive(entries)), 100));

    [Fact]
    public void No_more_are_counted_than_are_asked_for() => Assert.Equal(5, ZipDirectory.Count(new MemoryStream(Archive(20)), 5));

    [Fact]
    public void Archive_that_says_it_has_few_entries_is_counted_all_the_same()
    {
        var archive = Archive(300);
        BinaryPrimitives.WriteUInt16LittleEndian(archive.AsSpan(archive.Length - 22 + 10), 1);

        Assert.Equal(300, ZipDirectory.Count(new MemoryStream(archive), 10_000));
    }

    [Fact]
    public void Entries_of_an_archive_with_a_long_end_are_counted()
    {
        var archive = Archive(70_000);
        Assert.Equal(ushort.MaxValue, BinaryPrimitives.ReadUInt16LittleEndian(archive.AsSpan(archive.Length - 22 + 10)));

        Assert.Equal(10_001, ZipDirectory.Count(new MemoryStream(archive), 10_001));
    }

    [Fact]
    public void Entries_that_only_the_long_end_points_to_are_counted()
    {
        var archive = Archive(70_000);
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(archive.Length - 22 + 16), uint.MaxValue);

        Assert.Equal(10_001, ZipDirectory.Count(new MemoryStream(archive), 10_001));
    }

    [Fact]
    public void Archive_without_its_end_is_none() => Assert.Null(ZipDirectory.Count(new MemoryStream(Archive(3)[..^22]), 100));

    private static byte[] Archive(int entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < entries; i++)
            {
                archive.CreateEntry($"e{i}");
            }
        }

        return stream.ToArray();
    }
}
