using System.Globalization;
using System.Security.Cryptography;

namespace LowCode.Work.People;

/// <summary>
/// Passwords as rows keep them: <c>pbkdf2-sha256$rounds$salt$hash</c>, so that rounds can be raised later while old ones still verify.
/// 600,000 rounds of PBKDF2 with SHA-256 is OWASP's figure of 2023.
/// </summary>
internal static class PasswordHash
{
    private const string Scheme = "pbkdf2-sha256";
    private const int Rounds = 600_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>Verifying against it takes as long as against a real one: a login that is unknown must not be told by time.</summary>
    public static string OfNobody { get; } = Spell(Rounds, new byte[SaltBytes], new byte[HashBytes]);

    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Spell(Rounds, salt, Derive(password, salt, Rounds));
    }

    /// <summary>False also for a hash that is not of the known format.</summary>
    public static bool Verify(string password, string stored)
    {
        var parts = stored.Split('$');
        if (parts.Length != 4 || parts[0] != Scheme || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var rounds))
        {
            return false;
        }

        return CryptographicOperations.FixedTimeEquals(
            Convert.FromBase64String(parts[3]),
            Derive(password, Convert.FromBase64String(parts[2]), rounds));
    }

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, HashBytes);

    private static string Spell(int rounds, byte[] salt, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{Scheme}${rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
}
