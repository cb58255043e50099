namespace LowCode.Portal.Layout;

/// <summary>A word of an address that names a case of an enum, in any spelling of upper and lower case.</summary>
public static class AddressWord
{
    /// <summary>Numbers and unknown words are as good as none: <paramref name="usual"/>.</summary>
    public static T Read<T>(string? word, T usual)
        where T : struct, Enum =>
        Array.Exists(Enum.GetNames<T>(), name => name.Equals(word, StringComparison.OrdinalIgnoreCase)) ? Enum.Parse<T>(word!, ignoreCase: true) : usual;
}
