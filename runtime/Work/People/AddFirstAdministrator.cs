using System.Security.Cryptography;
using LowCode.Definitions;
using LowCode.Work.Texts;

namespace LowCode.Work.People;

/// <summary>A tenant that was filled from a file has nobody to sign in as: gives it an administrator with a password that is drawn and told once.</summary>
public sealed class AddFirstAdministrator(IPeopleStore people, IDirectory directory, TimeProvider time)
{
    public const string Login = "admin";

    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int PasswordLength = 16;

    /// <summary>The password; null: the tenant has people already and nothing was done.</summary>
    public async Task<string?> HandleAsync(TenantId tenant, CancellationToken cancellation)
    {
        if ((await directory.PeopleAsync(tenant, cancellation)).Count > 0)
        {
            return null;
        }

        var password = RandomNumberGenerator.GetString(PasswordLetters, PasswordLength);
        var administrator = new Person(
            tenant,
            Login,
            WorkTexts.InAllLanguages("person.administrator"),
            Department: null,
            [Actor.AdministratorRole],
            Language: null,
            IsEnabled: true,
            SecurityStamp: Guid.NewGuid().ToString("N"));
        var added = await people.AddPersonAsync(administrator, PasswordHash.Of(password), time.GetUtcNow(), cancellation);
        return added ? password : null;
    }
}
