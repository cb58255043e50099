using LowCode.Definitions;

namespace LowCode.Work.People;

/// <summary>Signing in: checks a password in constant time, never says whether login or password was wrong, slows guessing down.</summary>
public sealed class SignIn
{
    private readonly IDirectory _directory;
    private readonly IPeopleStore _people;
    private readonly SignInThrottle _throttle;

    public SignIn(IDirectory directory, IPeopleStore people, TimeProvider time)
    {
        _directory = directory;
        _people = people;
        _throttle = new SignInThrottle(time);
    }

    public async Task<Result<Person>> HandleAsync(TenantId tenant, string login, string password, CancellationToken cancellation)
    {
        var pause = _throttle.PauseOf(tenant, login);
        if (pause > TimeSpan.Zero)
        {
            return Rejections.TooMany("sign-in.too-many", (int)Math.Ceiling(pause.TotalSeconds));
        }

        var hash = await _people.PasswordHashAsync(tenant, login, cancellation);

        // Off the caller's thread: a quarter of a second of arithmetic would hold up everybody on the same circuit.
        var isRight = await Task.Run(() => PasswordHash.Verify(password, hash ?? PasswordHash.OfNobody), cancellation);
        if (!isRight || hash is null || await _directory.PersonAsync(tenant, login, cancellation) is not { IsEnabled: true } person)
        {
            _throttle.Failed(tenant, login);
            return Rejections.Forbidden("sign-in.failed");
        }

        _throttle.Succeeded(tenant, login);
        return person;
    }
}
