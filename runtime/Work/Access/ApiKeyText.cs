using System.Security.Cryptography;
using System.Text;
using LowCode.Definitions;

namespace LowCode.Work.Access;

/// <summary>
/// A key as programs hold it: <c>lck_TENANT_ID_SECRET</c>. The tenant stands in it because rows are found by tenant; the secret is 43
/// letters drawn at random, 256 bits, so a plain SHA-256 of it is as hard to turn back as the secret is to guess.
/// </summary>
internal sealed record ApiKeyText(TenantId Tenant, string KeyId, string Secret)
{
    /// <summary>With which every key begins.</summary>
    public const string Prefix = Mark + "_";

    private const string Mark = "lck";
    private const string IdLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const string SecretLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int IdLength = 10;
    private const int SecretLength = 43;

    public string SecretHash => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));

    public static ApiKeyText Draw(TenantId tenant) =>
        new(tenant, RandomNumberGenerator.GetString(IdLetters, IdLength), RandomNumberGenerator.GetString(SecretLetters, SecretLength));

    /// <summary>Null: it is no key.</summary>
    public static ApiKeyText? TryParse(string text) =>
        text.Length <= 200 && text.Split('_') is [Mark, var tenant, { Length: IdLength } id, { Length: SecretLength } secret] && TenantId.IsValid(tenant)
            ? new ApiKeyText(new TenantId(tenant), id, secret)
            : null;

    public bool Fits(string secretHash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SecretHash), Encoding.ASCII.GetBytes(secretHash));

    public override string ToString() => $"{Mark}_{Tenant}_{KeyId}_{Secret}";
}
