using LowCode.FormUi;
using LowCode.Portal.Live;
using LowCode.Portal.Session;
using LowCode.Work.Access;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace LowCode.Portal.Access;

/// <summary>Keys of programs: gives, shows and revokes them. A new key's text stays on the screen until the page is left.</summary>
public sealed partial class KeysPanel
{
    private static readonly int[] _choices = [30, 90, 365];

    private readonly HashSet<string> _scopes = new(StringComparer.Ordinal);
    private Fetched<KeyList>? _list;
    private CreatedApiKey? _created;
    private string? _name;
    private int _days = 365;
    private string? _problem;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required ReadApiKeys Keys { get; set; }

    [Inject]
    public required CreateApiKey Create { get; set; }

    [Inject]
    public required RevokeApiKey Revoke { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    private async Task<KeyList> ReadAsync(CancellationToken cancellation) =>
        new((await Keys.HandleAsync(Session.Actor, cancellation)).Value ?? []);

    private void Give(string scope, bool isGiven)
    {
        if (isGiven)
        {
            _scopes.Add(scope);
        }
        else
        {
            _scopes.Remove(scope);
        }
    }

    private async Task CreateAsync()
    {
        DateTimeOffset? end = _days == 0 ? null : Time.GetUtcNow().AddDays(_days);
        var result = await Create.HandleAsync(Session.Actor, new CreateApiKeyCommand(_name, [.. _scopes], end), held: null, CancellationToken.None);
        _problem = result.Rejection?.Message;
        if (result.IsAccepted)
        {
            _created = result.Value;
            _name = null;
            _scopes.Clear();
            await _list!.ReadAgainAsync();
        }
    }

    private async Task RevokeAsync(ApiKey key)
    {
        var isSure = await Dialogs.ShowMessageBoxAsync(
            Texts.ApiKeyRevoke, Texts.ApiKeyRevokeSure.With(key.Name), yesText: Texts.ApiKeyRevoke, cancelText: Texts.Cancel);
        if (isSure is true)
        {
            await Revoke.HandleAsync(Session.Actor, key.KeyId, CancellationToken.None);
            await _list!.ReadAgainAsync();
        }
    }
}
