using PrivacyPlatform.SubProcessors.Service.Public.Editions;
using PrivacyPlatform.SubProcessors.Service.Public.Rows;
using PrivacyPlatform.SubProcessors.Service.Public.Wire;

namespace PrivacyPlatform.SubProcessors.Service.Public.Addresses;

/// <summary>What the public addresses are answered with.</summary>
internal sealed class PublicRegisters(IRegisterHistories histories, ICheckpoints checkpoints, Rendering rendering, DeflatedBudget budget, PublicOptions options, TimeProvider clock)
{
    public IRegisterHistories Histories => histories;

    public ICheckpoints Checkpoints => checkpoints;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>To whom customers tell where their notices go; null: not told.</summary>
    public string? NoticesContact => string.IsNullOrEmpty(options.NoticesContact) ? null : options.NoticesContact;

    public Body Body() => new(budget);

    /// <summary>An edition's lines and what is around them: of the present as it is kept, of the past written each time.</summary>
    /// <param name="tag">The answer's.</param>
    /// <param name="write">What stands before the lines, and what after them.</param>
    public Body Body(Edition edition, RowFormat format, RegisterRequest request, Moment moment, string tag, Func<(byte[] Before, byte[] After)> write)
    {
        var frame = moment.IsNow
            ? edition.History.Frame(format, (request.Context.Request.PathBase, tag), () => Framed(Frame.Kept))
            : Framed(Frame.Once);
        return Body().Add(frame.Before).Add(edition, format).Add(frame.After);

        Frame Framed(Func<byte[], byte[], Frame> make)
        {
            var (before, after) = write();
            return make(before, after);
        }
    }

    public Task<RegisterHistory?> Find(RegisterRequest request) => histories.Find(request.Tenant, request.Register, request.Context.RequestAborted).AsTask();

    /// <summary>Answers with an edition, or says why there is none.</summary>
    /// <param name="asPage">Whether a person asked.</param>
    public async Task WithEdition(RegisterRequest request, bool asPage, Func<Edition, Moment, Task> answer)
    {
        var problem = PublicProblem.NotFound;
        if (await Find(request) is { } history)
        {
            problem = PublicProblem.DateMalformed;
            if (Moment.TryRead(request.Context.Request.Query["at"], Now, out var moment))
            {
                problem = PublicProblem.NotYetPublic;
                if (history.At(moment.At) is { } edition)
                {
                    await answer(edition, moment);
                    return;
                }
            }
        }

        await problem.Send(request.Context, asPage);
    }

    /// <summary>Answers with what is written for this request alone.</summary>
    public async Task Render(RegisterRequest request, bool asPage, Func<Task> write)
    {
        if (!await rendering.Try(write, request.Context.RequestAborted))
        {
            await PublicProblem.Busy.Send(request.Context, asPage);
        }
    }

    /// <summary>How long an answer about this moment may be kept.</summary>
    public string Keep(Moment moment) => moment.IsSettled(Now) ? Freshness.Past : Freshness.Present;
}

/// <summary>Which register was asked for.</summary>
internal readonly record struct RegisterRequest(HttpContext Context, string Tenant, string Register)
{
    public RegisterAddress Address => new(Context.Request.PathBase, Tenant, Register);
}
