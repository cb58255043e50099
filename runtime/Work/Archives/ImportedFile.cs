namespace LowCode.Work.Archives;

/// <param name="Name">As it was given; problems are told by it.</param>
public sealed record ImportedFile(string Name, byte[] Content);
